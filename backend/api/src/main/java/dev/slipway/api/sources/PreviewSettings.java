package dev.slipway.api.sources;

/**
 * Whether pull requests get an environment of their own.
 *
 * @param days after the last push the environment goes, if the pull request was not closed before
 */
public record PreviewSettings(boolean enabled, int days) {}
