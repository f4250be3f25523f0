package dev.slipway.backend.registries;

import dev.slipway.backend.kernel.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest image there is, as an OCI layout that skopeo reads: one empty layer. */
public final class TinyImage {
  private static final byte[] EMPTY_TAR = new byte[1024];

  private TinyImage() {}

  /**
   * @param label makes it different from others. @return its digest
   */
  public static String write(Path folder, String label) throws IOException {
    Files.createDirectories(folder.resolve("blobs/sha256"));
    String layer = blob(folder, EMPTY_TAR);
    String config =
        blob(
            folder,
            """
            {"architecture":"amd64","os":"linux","config":{"Labels":{"name":"%s"}},
             "rootfs":{"type":"layers","diff_ids":["%s"]}}
            """
                .formatted(label, layer));
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(config, size(folder, config), layer, EMPTY_TAR.length);
    String digest = blob(folder, manifest);
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        folder.resolve("index.json"),
        """
        {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "digest":"%s","size":%d}]}
        """
            .formatted(digest, size(folder, digest)));
    return digest;
  }

  private static String blob(Path folder, String text) throws IOException {
    return blob(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String blob(Path folder, byte[] content) throws IOException {
    String hash = Sha256.hex(content);
    Files.write(folder.resolve("blobs/sha256").resolve(hash), content);
    return "sha256:" + hash;
  }

  private static long size(Path folder, String digest) throws IOException {
    return Files.size(folder.resolve("blobs/sha256").resolve(digest.substring("sha256:".length())));
  }
}
