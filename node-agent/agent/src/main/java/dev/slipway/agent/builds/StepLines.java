package dev.slipway.agent.builds;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns BuildKit's reports into lines to read, numbered by step because steps run side by side. */
final class StepLines {
  private static final Pattern INTERNAL = Pattern.compile("\\[internal\\]|copy /context|$");
  private static final int LONGEST = 16 << 10;

  private final Consumer<String> log;
  private final Map<String, Seen> steps = new LinkedHashMap<>();
  private final Map<String, StringBuilder> begun = new HashMap<>();
  private String lastFailed = "";

  private static final class Seen {
    final int number;
    boolean named;
    boolean ended;

    Seen(int number) {
      this.number = number;
    }
  }

  StepLines(Consumer<String> log) {
    this.log = log;
  }

  void accept(Trace trace) {
    trace.steps().forEach(this::step);
    trace.outputs().forEach(this::output);
  }

  /** Name of the step that failed; empty if none did. */
  String failed() {
    return lastFailed;
  }

  private void step(Trace.Step step) {
    boolean internal = INTERNAL.matcher(step.name()).lookingAt();
    boolean waits = step.started() == null && !step.cached();
    if (waits || (internal && step.error().isEmpty())) {
      return;
    }
    Seen seen = steps.computeIfAbsent(step.digest(), _ -> new Seen(steps.size() + 1));
    if (!seen.named) {
      seen.named = true;
      say(seen, step.name());
    }
    boolean ended = step.completed() != null || !step.error().isEmpty();
    if (ended && !seen.ended) {
      seen.ended = true;
      end(seen, step);
    }
  }

  private void end(Seen seen, Trace.Step step) {
    StringBuilder rest = begun.remove(step.digest());
    if (rest != null && !rest.isEmpty()) {
      say(seen, rest.toString());
    }
    if (!step.error().isEmpty()) {
      // What fails last is the cause; what fails because of it is told as canceled.
      if (!step.error().contains("context canceled")) {
        lastFailed = step.name();
      }
      say(seen, "ERROR: " + step.error());
      return;
    }
    say(seen, step.cached() ? "CACHED" : "DONE " + seconds(step));
  }

  private static String seconds(Trace.Step step) {
    Instant from = step.started();
    Instant to = step.completed();
    Duration took = from == null || to == null ? Duration.ZERO : Duration.between(from, to);
    return String.format(Locale.ROOT, "%.1fs", took.toMillis() / 1000.0);
  }

  /** Programs write pieces; only a newline makes a line. */
  private void output(Trace.Output output) {
    Seen seen = steps.computeIfAbsent(output.step(), _ -> new Seen(steps.size() + 1));
    StringBuilder text = begun.computeIfAbsent(output.step(), _ -> new StringBuilder());
    text.append(output.text());
    int from = 0;
    for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      say(seen, text.substring(from, end));
      from = end + 1;
    }
    text.delete(0, from);
    if (text.length() > LONGEST) {
      say(seen, text.toString());
      text.setLength(0);
    }
  }

  private void say(Seen seen, String text) {
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    log.accept("#" + seen.number + " " + line.replace("\n", "\n#" + seen.number + " "));
  }
}
