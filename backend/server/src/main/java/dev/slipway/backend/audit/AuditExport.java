package dev.slipway.backend.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.audit.AuditFormat;
import dev.slipway.api.audit.AuditQuery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Writes entries as they are read; nothing is kept in memory, however many there are. */
@Service
class AuditExport {
  private static final int AT_ONCE = 500;

  private final AuditReading reading;

  AuditExport(AuditReading reading) {
    this.reading = reading;
  }

  /**
   * @param enter asked before each part: who loses the right gets no more of it
   */
  void write(Supplier<Chain> enter, AuditQuery query, AuditFormat format, OutputStream out)
      throws IOException {
    AuditReading.check(query);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    if (format == AuditFormat.CSV) {
      writer.write(CsvLine.HEAD);
    }
    long seq = 0;
    List<Entry> some;
    do {
      some = reading.onwards(enter.get(), query, seq, AT_ONCE);
      for (Entry entry : some) {
        writer.write(format == AuditFormat.CSV ? CsvLine.of(entry) : JsonLine.of(entry));
        seq = entry.seq();
      }
      // What has been read is on its way before the next is asked for.
      writer.flush();
    } while (some.size() == AT_ONCE);
  }
}
