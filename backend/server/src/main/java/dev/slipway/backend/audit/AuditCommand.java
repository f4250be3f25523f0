package dev.slipway.backend.audit;

import dev.slipway.backend.audit.ChainCheck.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * {@code java -jar slipway-server.jar audit verify export.ndjson}: whether an export of the audit
 * is as it was written, without asking anybody.
 */
public final class AuditCommand {
  private static final int INTACT = 0;
  private static final int BROKEN = 1;
  private static final int CANNOT_TELL = 2;

  private final PrintStream out;

  public AuditCommand(PrintStream out) {
    this.out = out;
  }

  /** Whether these arguments of the program are for this command. */
  public static boolean isMeant(String... arguments) {
    return arguments.length > 0 && arguments[0].equals("audit");
  }

  /**
   * @return what the program ends with: 0 intact, 1 broken, 2 it could not be told
   */
  public int run(String... arguments) {
    try {
      if (arguments.length == 3 && arguments[1].equals("verify")) {
        return file(Path.of(arguments[2]));
      }
      out.println("Usage: audit verify <export.ndjson>. A running platform's: infra/audit verify.");
    } catch (IOException | UncheckedIOException | JacksonException e) {
      out.println("Cannot tell: " + e.getMessage());
    }
    return CANNOT_TELL;
  }

  private int file(Path file) throws IOException {
    var check = new ChainCheck();
    try (Stream<String> lines = Files.lines(file)) {
      // Ends at the first that is wrong.
      boolean _ = lines.map(JsonLine::read).allMatch(check::next);
    }
    Finding finding = check.finding();
    if (finding != null) {
      out.println("BROKEN at %d: %s".formatted(finding.seq(), finding.message()));
      return BROKEN;
    }
    out.println(
        "Intact: %d entries, the last has the hash %s. Compare it with the seals in the log."
            .formatted(check.seq(), check.hash()));
    return INTACT;
  }
}
