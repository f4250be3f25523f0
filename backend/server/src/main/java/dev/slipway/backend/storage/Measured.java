package dev.slipway.backend.storage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a machine says of a volume; named as the columns of a recordset.
 *
 * @param problem a sentence about what is wrong with it
 */
public record Measured(
    UUID id,
    long used_bytes,
    long size_bytes,
    long files,
    long most_files,
    boolean enforced,
    @Nullable String problem) {}
