package dev.slipway.api.terminals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param command a program of the image and its arguments; null: the first of /bin/bash and /bin/sh
 *     that is there
 * @param columns of the window, 80 unless said
 * @param rows of the window, 24 unless said
 */
public record OpenTerminal(
    @Nullable List<String> command, @Nullable Integer columns, @Nullable Integer rows) {
  /** Arguments may be secrets. */
  @Override
  public String toString() {
    return "OpenTerminal";
  }
}
