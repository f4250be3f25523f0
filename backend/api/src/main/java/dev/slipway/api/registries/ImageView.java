package dev.slipway.api.registries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag and the image it stands for now.
 *
 * @param bytes as stored, compressed; layers that images share count for each
 * @param pushedAt null when it was pushed before anybody took note
 * @param build the build that made it; null when somebody pushed it
 * @param commit what the build was made from
 */
public record ImageView(
    String tag,
    String digest,
    long bytes,
    @Nullable Instant pushedAt,
    @Nullable String pushedBy,
    @Nullable UUID build,
    @Nullable String commit,
    List<ImageUseView> uses) {}
