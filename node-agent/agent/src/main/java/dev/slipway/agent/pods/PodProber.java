package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ExecResult;
import dev.slipway.protocol.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Asks at the pod's address, or by a command inside. */
final class PodProber implements Prober {
  private final ContainerEngine engine;

  PodProber(ContainerEngine engine) {
    this.engine = engine;
  }

  @Override
  public long written(String container) {
    try {
      return engine.written(container);
    } catch (EngineException _) {
      // Asked again in a while.
      return 0;
    }
  }

  @Override
  public Check check(Probe probe, String address, String container) {
    Duration timeout = Timing.of(probe).timeout();
    return switch (probe.getKindCase()) {
      case HTTP ->
          HttpAsk.get(address, probe.getHttp().getPort(), probe.getHttp().getPath(), timeout);
      case TCP -> tcp(address, probe.getTcp().getPort(), timeout);
      case EXEC -> exec(container, probe, timeout);
      case GRPC -> GrpcAsk.check(address, probe.getGrpc(), timeout);
      case KIND_NOT_SET -> new Check(true, true, "has nothing to ask");
    };
  }

  private static Check tcp(String address, int port, Duration timeout) {
    try (var socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      return new Check(true, true, "connected");
    } catch (IOException e) {
      return new Check(false, false, "port %d: %s".formatted(port, e.getMessage()));
    }
  }

  private Check exec(String container, Probe probe, Duration timeout) {
    try {
      ExecResult result = engine.exec(container, probe.getExec().getCommandList(), timeout);
      if (result.timedOut()) {
        return new Check(
            false, true, "the command did not end within %d s".formatted(timeout.toSeconds()));
      }
      return new Check(
          result.exitCode() == 0,
          true,
          "the command ended with %d: %s"
              .formatted(result.exitCode(), Sentences.shortened(result.output().strip())));
    } catch (EngineException e) {
      // The engine could not ask, which says nothing of the app.
      return Check.unknown(e.getMessage() == null ? "the engine failed" : e.getMessage());
    }
  }
}
