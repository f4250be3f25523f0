package dev.slipway.api.apps;

import dev.slipway.api.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An app as a user sees it.
 *
 * @param address where it answers, such as {@code http://hello.production.sample.apps.localhost};
 *     null unless it is a web app
 * @param gitAddress Slipway's own git address to push to; null when the source is elsewhere
 * @param replicas how many pods it has, or will have when it is started again
 * @param status one of the words of the console, with a sentence saying why in {@code statusReason}
 * @param paused whether deployments wait until it is resumed
 * @param running the revision that serves now; null before the first deployment
 * @param serviceAddress the app's cluster address such as {@code 10.96.0.5:80}; null unless it is a
 *     web app
 * @param runs of jobs and cron jobs; null for other kinds
 */
public record AppView(
    UUID id,
    UUID organization,
    UUID project,
    String projectSlug,
    UUID environment,
    String environmentSlug,
    String slug,
    Kind kind,
    AppSource source,
    AppSpec spec,
    int replicas,
    boolean stopped,
    boolean paused,
    int readyReplicas,
    Status status,
    String statusReason,
    @Nullable RevisionView running,
    @Nullable String address,
    @Nullable String gitAddress,
    @Nullable String serviceAddress,
    Instant createdAt,
    @Nullable Instant lastDeployedAt,
    long version,
    @Nullable RunsStatus runs)
    implements Versioned {

  public enum Kind {
    /** Answers requests. */
    WEB,
    /** Runs on without an address. */
    WORKER,
    /** Ends when its work is done. */
    JOB,
    /** Starts such work at set times. */
    CRON_JOB,
    /** One pod on every node. */
    DAEMON
  }

  public enum Status {
    RUNNING,
    PROGRESSING,
    WAITING,
    FAILING,
    /** Of jobs: the newest run did its work. */
    SUCCEEDED,
    UNKNOWN
  }
}
