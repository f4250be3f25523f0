package dev.slipway.backend.outbound;

import dev.slipway.backend.kernel.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends requests to hosts that tenants or operators named. The address that was checked is the one
 * connected to, so a name cannot lead elsewhere in between; the certificate is checked against the
 * name. No redirects, cookies, proxies or retries; limits of time and size; nothing is logged.
 */
@Component
public class OutboundHttp implements DisposableBean {
  private static final Timeout CONNECTING = Timeout.ofSeconds(5);
  private static final int CONNECTIONS = 200;
  // One slow host does not use up everybody's connections.
  private static final int CONNECTIONS_OF_A_HOST = 20;

  private final Destination destination;
  private final CloseableHttpClient client;

  OutboundHttp(Destination destination) {
    this.destination = destination;
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new GuardedNames(destination))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECTING).build())
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS_OF_A_HOST)
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            // A connection is used once: the next request is checked from the start.
            .setConnectionReuseStrategy((_, _, _) -> false)
            .setUserAgent("Slipway")
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
  }

  /**
   * Whether requests may go there, as far as the address alone tells; for saying it when it is
   * entered.
   *
   * @throws Problem validation-failed or destination-blocked
   */
  public void check(String address) {
    var _ = destination.check(address);
  }

  /**
   * @throws Problem validation-failed or destination-blocked
   * @throws IOException when the host did not answer in time, or with too much
   */
  public OutboundAnswer send(OutboundRequest request) throws IOException {
    var message = new HttpUriRequestBase(request.method(), destination.check(request.address()));
    request.headers().forEach(message::setHeader);
    String body = request.body();
    if (body != null) {
      message.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
    }
    var exchange = new FutureTask<>(() -> client.execute(message, answer -> read(answer, request)));
    Thread _ = Thread.ofVirtual().name("outbound").start(exchange);
    try {
      return exchange.get(request.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "The host did not answer within %d seconds.".formatted(request.patience().toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for an answer.", e);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      message.abort();
    }
  }

  @Override
  public void destroy() throws IOException {
    client.close();
  }

  private static IOException failure(ExecutionException failed) {
    for (Throwable one = failed; one != null; one = one.getCause()) {
      if (one instanceof GuardedNames.Refused refused) {
        throw refused.problem();
      }
    }
    Throwable cause = failed.getCause();
    return Reasons.of(cause == null ? failed : cause);
  }

  private static OutboundAnswer read(ClassicHttpResponse answer, OutboundRequest request)
      throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : answer.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.getValue());
    }
    HttpEntity entity = answer.getEntity();
    byte[] body =
        entity == null ? new byte[0] : entity.getContent().readNBytes(request.mostBytes() + 1);
    if (body.length > request.mostBytes()) {
      throw new AnswerTooLarge();
    }
    return new OutboundAnswer(answer.getCode(), headers, body);
  }
}
