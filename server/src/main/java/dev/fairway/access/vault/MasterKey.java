package dev.fairway.access.vault;

import dev.fairway.access.AccessSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The one key that all nodes share; every use gets a key of its own derived from it (HKDF, RFC 5869). */
@Component
public class MasterKey {

    private static final int BYTES = 32;

    private final byte[] key;

    @Autowired
    MasterKey(AccessSettings settings) {
        String given = settings.secretKey();
        key = given == null || given.isBlank() ? kept(settings.home()) : decode(given, "FAIRWAY_SECRET_KEY");
    }

    /**
     * @param text base64 of 32 bytes
     * @param origin what to name when the text is no key; the text itself is never told
     */
    public MasterKey(String text, String origin) {
        key = decode(text.strip(), origin);
    }

    /** A key that nobody has used yet, in the form in which keys are given and kept. */
    public static String fresh() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return Base64.getEncoder().encodeToString(fresh);
    }

    /** @param purpose what the key is for; another purpose gives an unrelated key */
    public SecretKey derive(String purpose, String algorithm) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(new SecretKeySpec(key, "HKDF"))
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This JDK cannot derive keys with HKDF-SHA256", failure);
        }
    }

    private static byte[] kept(Path home) {
        Path file = home.resolve("secret.key");
        refuseWhileRotated(home.resolve("secret.key.new"));
        try {
            Files.createDirectories(home);
            if (!Files.exists(file)) {
                create(file, fresh());
            }
            return decode(Files.readString(file).strip(), file.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException("The key file %s cannot be read or made".formatted(file), failure);
        }
    }

    private static void refuseWhileRotated(Path next) {
        if (Files.exists(next)) {
            throw new KeyRefused(
                    "The change of this installation's key is not finished: %s is still there; run rotate-key again, then start"
                            .formatted(next));
        }
    }

    private static void create(Path file, String content) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException anotherNodeWasFirst) {
            // its key is the one to use
        }
    }

    private static byte[] decode(String text, String origin) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException ignored) {
            // told below, without the value
        }
        throw new KeyRefused(
                "%s must hold 32 bytes in base64, as `openssl rand -base64 32` prints them".formatted(origin));
    }
}
