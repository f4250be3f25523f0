package dev.slipway.agent.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How far each container of an app was read when its last part was completed. */
final class Positions {
  private static final String FILE = "positions";
  private static final long KEPT = Duration.ofDays(14).toNanos();

  private Positions() {}

  static Map<String, Position> read(Path folder) throws IOException {
    var positions = new HashMap<String, Position>();
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split(" ", -1);
        positions.put(
            fields[2], new Position(Long.parseLong(fields[0]), Integer.parseInt(fields[1])));
      }
    }
    return positions;
  }

  /** Forgets containers that wrote nothing for two weeks. */
  static void write(Path folder, Map<String, Position> positions) throws IOException {
    long newest = positions.values().stream().mapToLong(Position::nanos).max().orElse(0);
    positions.values().removeIf(position -> position.nanos() < newest - KEPT);
    var text = new StringBuilder();
    positions.forEach((container, position) ->
        text.append(position.nanos())
            .append(' ')
            .append(position.count())
            .append(' ')
            .append(container)
            .append('\n'));
    Path next = folder.resolve(FILE + ".part");
    Files.writeString(next, text);
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
