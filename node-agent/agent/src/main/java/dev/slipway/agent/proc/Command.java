package dev.slipway.agent.proc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program with its arguments.
 *
 * @param arguments the first one is the program
 * @param environment all it sees: nothing is inherited from the agent
 * @param folder where it runs; null: the agent's own
 * @param input what it reads, UTF-8
 */
public record Command(
    List<String> arguments,
    Map<String, String> environment,
    @Nullable Path folder,
    String input,
    Duration timeout) {
  private static final Map<String, String> PLAIN =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");
  private static final Duration USUAL = Duration.ofSeconds(30);

  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("A command needs a program.");
    }
  }

  /** Runs at most 30 seconds with nothing but a search path in its environment. */
  public static Command of(String... arguments) {
    return new Command(List.of(arguments), PLAIN, null, "", USUAL);
  }

  public Command reading(String text) {
    return new Command(arguments, environment, folder, text, timeout);
  }

  public Command within(Duration limit) {
    return new Command(arguments, environment, folder, input, limit);
  }

  public Command in(Path newFolder) {
    return new Command(arguments, environment, newFolder, input, timeout);
  }

  /** With exactly this environment. */
  public Command seeing(Map<String, String> variables) {
    return new Command(arguments, variables, folder, input, timeout);
  }

  byte[] inputBytes() {
    return input.getBytes(StandardCharsets.UTF_8);
  }

  /** Says no environment: it may hold secrets. */
  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
