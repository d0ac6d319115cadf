package dev.fairway.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Files that come with the program, in a folder or in its jar. */
public final class ClasspathFolder {

    private ClasspathFolder() {}

    /**
     * All files below a folder, by their paths in it.
     *
     * @param folder with a slash at its end
     */
    public static Map<String, byte[]> files(String folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(ClasspathFolder.class.getClassLoader())
                    .getResources("classpath:" + folder + "**")) {
                String address = file.getURL().toString();
                String path = address.substring(address.lastIndexOf(folder) + folder.length());
                if (file.isReadable() && !path.isEmpty() && !path.endsWith("/")) {
                    files.put(path, file.getContentAsByteArray());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }
}
