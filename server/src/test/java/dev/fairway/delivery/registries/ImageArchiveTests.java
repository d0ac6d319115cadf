package dev.fairway.delivery.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.delivery.registries.ImageArchive.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken for an image, and what is not. */
class ImageArchiveTests {

    private static final long LARGE = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void handsOverTheLayersOfALayoutAndItsManifestAsItIs() throws IOException {
        SavedImage image = SavedImage.layout("a parcel");

        List<String> blobs = new ArrayList<>();
        Manifest manifest = handedOver(image.tar(), blobs);

        assertThat(manifest.digest()).isEqualTo(image.digest());
        assertThat(blobs).hasSize(2).allMatch(digest -> digest.matches("sha256:[0-9a-f]{64}"));
    }

    @Test
    void makesTheSameOfAnArchiveOfDockerEachTime() throws IOException {
        byte[] saved = SavedImage.docker("a parcel").tar();

        assertThat(handedOver(saved, new ArrayList<>()).digest())
                .isEqualTo(handedOver(saved, new ArrayList<>()).digest())
                .isNotEqualTo(handedOver(SavedImage.docker("another").tar(), new ArrayList<>())
                        .digest());
    }

    @Test
    void refusesNamesThatLeadOutOfIt() {
        assertRefused(
                SavedImage.layout("a").with("blobs/../../etc/passwd", "root").tar(), "leads out of it");
        assertRefused(SavedImage.layout("a").with("/etc/passwd", "root").tar(), "leads out of it");
    }

    @Test
    void followsNoLinks() {
        assertRefused(
                SavedImage.docker("a").withLink("layer.tar", "/etc/passwd").tar(), "link", "oci-archive");
        assertRefused(
                SavedImage.docker("a").withLink("manifest.json", "config.json").tar(), "manifest.json");
    }

    @Test
    void refusesWhatIsNotWhatItsDigestSays() {
        SavedImage image = SavedImage.layout("a");
        String manifest = SavedImage.path(image.digest());

        assertRefused(image.with(manifest, "{}").tar(), "is said to be", image.digest());
        assertRefused(image.without(manifest).tar(), "which it says it has");
        assertRefused(SavedImage.docker("a").with("layer.tar", "another").tar(), "is said to be");
    }

    @Test
    void refusesWhatIsNotOneImage() {
        assertRefused("no tar at all ".repeat(100).getBytes(StandardCharsets.UTF_8), "no tar");
        assertRefused(SavedImage.layout("a").without("oci-layout").tar(), "holds no image");
        assertRefused(SavedImage.layout("a").with("index.json", "{}").tar(), "holds 0 images", "just one");
        assertRefused(SavedImage.layout("a").with("index.json", "[").tar(), "no JSON");
        assertRefused(SavedImage.docker("a").with("manifest.json", "[{}, {}]").tar(), "holds 2 images");
        assertRefused(
                SavedImage.layout("a")
                        .with(
                                "index.json",
                                "{\"manifests\": [{\"digest\": \"sha256:../../x\", \"mediaType\": \"text/plain\"}]}")
                        .tar(),
                "is no image");
    }

    @Test
    void refusesSizesThatCannotBe() {
        byte[] image = SavedImage.layout("a").tar();
        byte[] claims = image.clone();
        System.arraycopy("77777777777\0".getBytes(StandardCharsets.UTF_8), 0, claims, 124, 12);

        assertRefused(claims, "larger than what there is");
        assertThatThrownBy(() -> new ImageArchive(written(image), 100))
                .hasMessageContaining("an image may have 100")
                .hasMessageContaining("FAIRWAY_DELIVERY_MAX_IMAGE");
    }

    private Manifest handedOver(byte[] saved, List<String> blobs) throws IOException {
        try (ImageArchive archive = new ImageArchive(written(saved), LARGE)) {
            return archive.handOver(blob -> {
                assertThat(SavedImage.digest(blob.content().open().readAllBytes()))
                        .isEqualTo(blob.digest());
                blobs.add(blob.digest());
            });
        }
    }

    private void assertRefused(byte[] saved, String... why) {
        assertThatThrownBy(() -> handedOver(saved, new ArrayList<>()))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(why));
    }

    private Path written(byte[] saved) throws IOException {
        return Files.write(folder.resolve("image.tar"), saved);
    }
}
