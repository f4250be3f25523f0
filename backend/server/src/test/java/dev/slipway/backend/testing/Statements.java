package dev.slipway.backend.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What requests have the database do. Two refusals for which the same statements are made take the
 * same class of time; clocks would only tell how busy the machine is.
 */
public final class Statements extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final String SERVES_REQUESTS = "tomcat-handler";

  private final Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
  private final List<String> seen = new ArrayList<>();

  private Statements() {}

  public static Statements listen() {
    var statements = new Statements();
    statements.setContext(statements.logger.getLoggerContext());
    statements.start();
    statements.logger.addAppender(statements);
    statements.logger.setAdditive(false);
    statements.logger.setLevel(Level.DEBUG);
    return statements;
  }

  /** Those since the last time. */
  public synchronized List<String> taken() {
    var taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    // When a token was last used is noted once a minute, whatever is asked for.
    if (event.getThreadName().startsWith(SERVES_REQUESTS)
        && message.contains("[")
        && !message.contains("last_used_at")) {
      seen.add(message.replaceAll("\\s+", " "));
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    logger.setAdditive(true);
    stop();
  }
}
