package dev.slipway.agent.volumes;

import dev.slipway.agent.control.TokenRequests;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.PodToken;
import dev.slipway.protocol.PodTokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A control plane that gives the tokens slpi_1, slpi_2 and so on, or is away, or refuses. */
final class FakeTokenPlane {
  final List<PodTokenRequest> asked = new ArrayList<>();
  boolean away;
  String refusal = "";
  private int given;
  private final AtomicReference<TokenRequests> requests = new AtomicReference<>();

  /** As one run of an agent asks it. */
  TokenRequests connect() {
    var connected = new TokenRequests(this::heard);
    requests.set(connected);
    return connected;
  }

  private boolean heard(FromAgent message) {
    if (away) {
      return false;
    }
    PodTokenRequest request = message.getPodToken();
    asked.add(request);
    var answer = PodToken.newBuilder().setId(request.getId()).setPodId(request.getPodId());
    requests
        .get()
        .answered(
            refusal.isEmpty()
                ? answer.setToken("slpi_" + ++given).setLifeSeconds(3600).build()
                : answer.setRefusal(refusal).build());
    return true;
  }
}
