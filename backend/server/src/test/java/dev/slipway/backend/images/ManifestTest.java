package dev.slipway.backend.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final String PART = "{\"digest\": \"sha256:" + "a".repeat(64) + "\", \"size\": 7}";
  private static final String IMAGE =
      "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": %s, \"layers\": [%s]}"
          .formatted(Manifest.OCI, PART, PART.replace('a', 'b').replace("7", "5"));

  @Test
  void anImageHasLayersAndAConfiguration() throws Exception {
    Manifest manifest = Manifest.read(IMAGE.getBytes(UTF_8), Manifest.OCI, null, null);
    assertThat(manifest.bytes()).isEqualTo(12);
    assertThat(manifest.digest()).startsWith("sha256:");
    assertThat(manifest.index()).isFalse();
  }

  @Test
  void aDigestThatIsNotThatOfTheBytesIsRefused() {
    String other = "sha256:" + "0".repeat(64);
    assertThat(refused(IMAGE, Manifest.OCI, other, null).type()).isEqualTo("image-digest-mismatch");
    assertThat(refused(IMAGE, Manifest.OCI, null, other).type()).isEqualTo("image-digest-mismatch");
  }

  @Test
  void whatCanBeReadInTwoWaysIsRefused() {
    String both =
        "{\"schemaVersion\": 2, \"config\": %s, \"layers\": [%s], \"manifests\": [%s]}"
            .formatted(PART, PART, PART);
    assertThat(refused(both, Manifest.OCI, null, null).type()).isEqualTo("image-rejected");
    assertThat(refused(both, Manifest.OCI_INDEX, null, null).type()).isEqualTo("image-rejected");
    assertThat(refused(IMAGE, Manifest.DOCKER, null, null).type()).isEqualTo("image-rejected");
    assertThat(refused(IMAGE, Manifest.OCI_INDEX, null, null).type()).isEqualTo("image-rejected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"schemaVersion\": 1}",
        "{\"schemaVersion\": 2, \"config\": {}, \"layers\": []}",
        "{\"schemaVersion\": 2, \"config\": {\"digest\": \"x\", \"size\": 1}, \"layers\": []}",
        "{\"schemaVersion\": 2, \"config\": null, \"layers\": [null]}"
      })
  void whatIsNoManifestIsRefused(String body) {
    assertThat(refused(body, Manifest.OCI, null, null).type()).isEqualTo("image-rejected");
  }

  private static RegistryRefused refused(
      String body, String type, @Nullable String said, @Nullable String asked) {
    return catchThrowableOfType(
        RegistryRefused.class, () -> Manifest.read(body.getBytes(UTF_8), type, said, asked));
  }
}
