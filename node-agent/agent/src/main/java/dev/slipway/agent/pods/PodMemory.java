package dev.slipway.agent.pods;

import java.time.Duration;
import java.time.Instant;

/**
 * What has to be known of a pod beyond what the engine shows; kept over restarts of the agent.
 * Instants are milliseconds, 0 for none.
 *
 * @param restarts how often the app was started again
 * @param failures in a row, without ten good minutes in between
 * @param notBefore no start before that
 * @param restartDue an end was noted and its restart has not happened
 * @param reason of the last end or trouble, empty for none
 * @param ended the instance whose end was noted, see {@link Instance}
 * @param ready the instance that was ready when last looked at
 * @param stopSince when it was first told to end
 * @param killAt when it is killed if it has not ended by itself; set once the signal was sent
 * @param why set when we end it for a cause of our own, such as a failed probe
 * @param finished it has ended and by its policy is not started again
 */
record PodMemory(
    int restarts,
    int failures,
    long notBefore,
    boolean restartDue,
    int exitCode,
    String reason,
    String message,
    String ended,
    String ready,
    long stopSince,
    long killAt,
    String why,
    boolean finished) {
  static final PodMemory NEW = new PodMemory(0, 0, 0, false, 0, "", "", "", "", 0, 0, "", false);

  private static final Duration GOOD_RUN = Duration.ofMinutes(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration WAIT = Duration.ofSeconds(2);

  /** 1, 2, 4 … 60 seconds. */
  static Duration pause(int failures) {
    Duration doubled = Duration.ofSeconds(1L << Math.clamp(failures - 1, 0, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** The app's process has ended; it is started again after a pause. */
  PodMemory ended(String instance, Duration ran, Failure failure, int code, Instant now) {
    int inARow = ran.compareTo(GOOD_RUN) >= 0 ? 1 : failures + 1;
    // The agent may have died between the start and noting it.
    boolean startedUnnoted = restartDue && !instance.equals(ended);
    return new PodMemory(
        restarts + (startedUnnoted ? 1 : 0),
        inARow,
        now.plus(pause(inARow)).toEpochMilli(),
        true,
        code,
        failure.reason(),
        failure.message(),
        instance,
        "",
        stopSince,
        0,
        "",
        finished);
  }

  /** A start did not come to pass. */
  PodMemory troubled(Failure failure, Instant now) {
    return new PodMemory(
        restarts,
        failures + 1,
        now.plus(pause(failures + 1)).toEpochMilli(),
        restartDue,
        exitCode,
        failure.reason(),
        failure.message(),
        ended,
        "",
        stopSince,
        killAt,
        why,
        finished);
  }

  /** Something has to be there first, which is nobody's failure and may come any moment. */
  PodMemory waiting(Failure what, Instant now) {
    return new PodMemory(
        restarts,
        failures,
        now.plus(WAIT).toEpochMilli(),
        restartDue,
        exitCode,
        what.reason(),
        what.message(),
        ended,
        "",
        stopSince,
        killAt,
        why,
        finished);
  }

  /** The app's process runs. */
  PodMemory started() {
    return new PodMemory(
        restarts + (restartDue ? 1 : 0),
        failures,
        0,
        false,
        exitCode,
        reason,
        message,
        ended,
        ready,
        stopSince,
        0,
        "",
        finished);
  }

  /** The app was taken away because its network had gone; it is started again at once. */
  PodMemory cutOff() {
    return new PodMemory(
        restarts, failures, 0, true, exitCode, reason, message, ended, "", stopSince, 0, "",
        finished);
  }

  /** An instance is, or is no longer, ready; with it, what was wrong before is over. */
  PodMemory ready(String instance) {
    boolean good = !instance.isEmpty();
    return new PodMemory(
        restarts,
        failures,
        notBefore,
        restartDue,
        exitCode,
        good ? "" : reason,
        good ? "" : message,
        ended,
        instance,
        stopSince,
        killAt,
        why,
        finished);
  }

  /** What was noted last was its end for good. */
  PodMemory finish() {
    return new PodMemory(
        restarts, failures, 0, false, exitCode, reason, message, ended, "", stopSince, killAt, why,
        true);
  }

  /** It ends for good without an end of its own: it could not be started, or was taken away. */
  PodMemory failedFor(Failure failure, int code) {
    return new PodMemory(
        restarts,
        failures,
        0,
        false,
        code,
        failure.reason(),
        failure.message(),
        ended,
        "",
        stopSince,
        0,
        "",
        true);
  }

  PodMemory stopping(Instant since) {
    return stopSince != 0 ? this : with(since.toEpochMilli(), killAt, why);
  }

  PodMemory signalled(Instant kill, String cause) {
    return with(stopSince, kill.toEpochMilli(), cause);
  }

  private PodMemory with(long since, long kill, String cause) {
    return new PodMemory(
        restarts,
        failures,
        notBefore,
        restartDue,
        exitCode,
        reason,
        message,
        ended,
        ready,
        since,
        kill,
        cause,
        finished);
  }

  /** Why an app is not running, for people. */
  record Failure(String reason, String message) {}
}
