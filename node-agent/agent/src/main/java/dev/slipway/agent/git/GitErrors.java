package dev.slipway.agent.git;

import static dev.slipway.agent.sources.Failure.REF_NOT_FOUND;
import static dev.slipway.agent.sources.Failure.REPOSITORY_REFUSED;
import static dev.slipway.agent.sources.Failure.REPOSITORY_UNREACHABLE;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What git says, in the words of somebody who has to mend it. */
final class GitErrors {
  private record Known(String part, Failure failure, String sentence) {}

  /** The first part that is found decides; %s is the repository or the ref. */
  private static final List<Known> KNOWN =
      List.of(
          known("remote branch", REF_NOT_FOUND, "has no branch or tag of that name"),
          known("couldn't find remote ref", REF_NOT_FOUND, "has no branch or tag of that name"),
          known("not our ref", REF_NOT_FOUND, "does not have that commit"),
          known(
              "authentication failed",
              REPOSITORY_REFUSED,
              "refused our credentials: check the user and the token stored for it"),
          known(
              "could not read username",
              REPOSITORY_REFUSED,
              "does not exist or is private: check its address, or store credentials for it"),
          known(
              "identification has changed",
              Failure.HOST_KEY_CHANGED,
              "is on a host that shows another key than before: somebody may be in between. If its"
                  + " operators changed it, forget the host's key in the organization's settings"),
          known(
              "host key verification failed",
              Failure.HOST_KEY_CHANGED,
              "is on a host that shows a key we do not know it by: somebody may be in between. If"
                  + " its operators changed it, forget the host's key in the organization's"
                  + " settings"),
          known("returned error: 401", REPOSITORY_REFUSED, "refused access"),
          known("returned error: 403", REPOSITORY_REFUSED, "refused access"),
          known(
              "base from redirection",
              Failure.DESTINATION_BLOCKED,
              "has moved: use the address it redirects to, which is not followed"),
          known(
              "returned error: 3",
              Failure.DESTINATION_BLOCKED,
              "has moved: use its new address, redirects are not followed"),
          known("not found", REPOSITORY_UNREACHABLE, "does not exist: check its address"),
          known("returned error: 404", REPOSITORY_UNREACHABLE, "does not exist: check its address"),
          known("not valid: is this a git", REPOSITORY_UNREACHABLE, "is no git repository"),
          known("does not appear to be a git", REPOSITORY_UNREACHABLE, "is no git repository"),
          known(
              "certificate",
              REPOSITORY_UNREACHABLE,
              "shows a certificate that is not trusted on this node"),
          known("couldn't connect", REPOSITORY_UNREACHABLE, "does not answer"),
          known("failed to connect", REPOSITORY_UNREACHABLE, "does not answer"),
          known("connection refused", REPOSITORY_UNREACHABLE, "does not answer"),
          known("timed out", REPOSITORY_UNREACHABLE, "does not answer in time"),
          known("no space left", Failure.DISK_LOW, "does not fit on this node's disk"));

  /** Signs of a server that is away or overloaded, or of a connection that broke off. */
  private static final Pattern PASSING =
      Pattern.compile(
          "returned error: (5\\d\\d|429)|connect to|connection (refused|reset)|timed out"
              + "|empty reply|early eof|hung up|transfer closed|connection was closed");

  /** What git says when the program that writes down what comes in was stopped by our limit. */
  private static final String CUT_SHORT = "invalid index-pack output";

  private GitErrors() {}

  private static Known known(String part, Failure failure, String sentence) {
    return new Known(part, failure, sentence);
  }

  /**
   * @param what was asked for, such as "The repository https://…"
   * @param keyed whether we showed a key
   */
  static BuildFailed explain(String what, String ref, String said, boolean keyed) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("permission denied (publickey")) {
      return new BuildFailed(
          REPOSITORY_REFUSED,
          what
              + (keyed
                  ? " refused our key: add the public half of the deploy key there."
                  : " wants a key over ssh: give the app a deploy key, or use its https address."));
    }
    boolean passing = PASSING.matcher(lower).find();
    if (lower.contains(CUT_SHORT) && !passing) {
      return new BuildFailed(
          Failure.SOURCE_TOO_LARGE,
          what
              + " is larger than the %d MiB builds may fetch: keep large files elsewhere."
                  .formatted(GitSession.MOST_BYTES >> 20));
    }
    BuildFailed failed = explain(what, ref, said, lower);
    return failed.failure() == REPOSITORY_UNREACHABLE && passing
        ? BuildFailed.forNow(
            failed.failure(), String.valueOf(failed.getMessage()), failed.getCause())
        : failed;
  }

  static BuildFailed noCommit(String what, String sha) {
    return new BuildFailed(REF_NOT_FOUND, what + " does not have that commit: " + sha + ".");
  }

  private static BuildFailed explain(String what, String ref, String said, String lower) {
    Optional<Known> known = KNOWN.stream().filter(k -> lower.contains(k.part())).findFirst();
    if (known.isEmpty()) {
      return new BuildFailed(REPOSITORY_UNREACHABLE, what + " could not be fetched: " + last(said));
    }
    Known reason = known.get();
    String about = reason.failure() == REF_NOT_FOUND ? ": " + ref : "";
    return new BuildFailed(reason.failure(), what + " " + reason.sentence() + about + ".");
  }

  private static String last(String said) {
    return said.lines()
        .filter(line -> !line.isBlank())
        .reduce((_, line) -> line)
        .orElse("git said nothing");
  }
}
