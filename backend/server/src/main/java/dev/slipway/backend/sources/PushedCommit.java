package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.CommitSha;

/**
 * A commit that somebody pushed to the branch that deploys.
 *
 * @param by who pushed it
 */
record PushedCommit(String branch, CommitSha commit, String subject, String author, String by) {}
