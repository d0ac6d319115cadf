package dev.fairway.clusters.charts;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import dev.fairway.shared.TooLarge;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a chart, checked: what is wrong with them alone shows before anything is rendered. */
public final class Chart {

    static final int MOST_BYTES = 1 << 20;
    static final int MOST_FILES = 500;

    private static final String DESCRIPTION = "Chart.yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    /** Without colon and backslash, and without what some file systems cannot write. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9 ._+@~=,()/-]{1,200}");

    private static final Pattern PACKED = Pattern.compile("(.+/)?charts/[^/]+\\.(tgz|tar\\.gz)");
    private static final Pattern TEMPLATE = Pattern.compile("(charts/[^/]+/)*templates/.+");
    private static final Pattern HOOK = Pattern.compile("helm\\.sh/hook[\"']?[ \\t]*:[ \\t]*[\"']?([^\"'\\r\\n]*)");
    private static final Pattern TESTS = Pattern.compile("(test(-success|-failure)?[, ]*)+");

    private final String name;
    private final String id;
    private final SortedMap<String, byte[]> files;

    private Chart(SortedMap<String, byte[]> files) {
        this.files = files;
        checkSize(files);
        files.keySet().forEach(path -> checkPath(path, files));
        this.name = name(files);
        files.forEach(this::checkHooks);
        this.id = hash(files);
    }

    /**
     * @param files by path inside of the chart, with {@code Chart.yaml} at the top
     * @throws InvalidInput naming the path that is none
     * @throws TooLarge above 500 files or 1 MB
     * @throws ChartRefused where the chart has hooks other than tests: nobody would run them
     */
    public static Chart of(Map<String, byte[]> files) {
        SortedMap<String, byte[]> own = new TreeMap<>();
        files.forEach((path, content) -> own.put(path, content.clone()));
        return new Chart(Collections.unmodifiableSortedMap(own));
    }

    /**
     * @param archive as {@code helm package} writes it
     * @throws InvalidInput as for files, and for links and devices
     */
    public static Chart unpack(byte[] archive) {
        return of(Archive.files(archive));
    }

    public String name() {
        return name;
    }

    /** The same for the same files, and for no others. */
    public String id() {
        return id;
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    private static void checkSize(Map<String, byte[]> files) {
        if (files.size() > MOST_FILES) {
            throw new TooLarge(
                    "A chart of %,d files".formatted(files.size()), MOST_FILES, "leave out what no template needs");
        }
        long bytes =
                files.values().stream().mapToLong(content -> content.length).sum();
        if (bytes > MOST_BYTES) {
            throw new TooLarge("A chart of %,d bytes".formatted(bytes), MOST_BYTES, "leave out what no template needs");
        }
    }

    private static void checkPath(String path, Map<String, byte[]> files) {
        boolean isInside = PATH.matcher(path).matches()
                && Stream.of(path.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
        if (!isInside) {
            throw new InvalidInput(path, "is no path inside of a chart; use letters, digits and slashes");
        }
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            if (files.containsKey(path.substring(0, end))) {
                throw new InvalidInput(path, "is in a folder that is a file too");
            }
        }
        if (PACKED.matcher(path).matches()) {
            throw new InvalidInput(path, "is packed; put its files into a folder under charts");
        }
    }

    private static String name(Map<String, byte[]> files) {
        byte[] description = files.get(DESCRIPTION);
        if (description == null) {
            throw new InvalidInput(DESCRIPTION, "is missing at the top of the chart");
        }
        String name = Manifest.documents(text(description)).stream()
                .findFirst()
                .map(content -> Json.textAt(content, "name"))
                .orElse("");
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(DESCRIPTION, "has no name of letters, digits and hyphens");
        }
        return name;
    }

    private void checkHooks(String path, byte[] content) {
        if (!TEMPLATE.matcher(path).matches()) {
            return;
        }
        String text = text(content);
        Matcher hook = HOOK.matcher(text);
        while (hook.find()) {
            if (!TESTS.matcher(hook.group(1).strip()).matches()) {
                int line = (int) text.substring(0, hook.start()).lines().count();
                throw new ChartRefused(
                        name,
                        name + "/" + path,
                        Math.max(line, 1),
                        "hooks of Helm are not run, and this is one; make it an object like others or leave it out");
            }
        }
    }

    private static String hash(Map<String, byte[]> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach((path, content) -> {
            byte[] named = path.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(8)
                    .putInt(named.length)
                    .putInt(content.length)
                    .array());
            digest.update(named);
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chart chart && chart.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
