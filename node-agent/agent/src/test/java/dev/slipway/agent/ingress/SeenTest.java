package dev.slipway.agent.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.ingress.Seen.Server;
import dev.slipway.agent.ingress.Seen.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenTest {
  @Test
  void readsWhatTheProxySays() {
    Seen seen =
        Seen.of(
            "SLIPWAY_FRAME=abc\n",
            """
            # pxname,svname,scur,status,addr,
            r1,p1,2,no check,10.11.0.2:80,
            r1,p2,0,DRAIN,10.11.0.3:80,
            r1,p3,0,MAINT,10.11.0.4:80,
            r1,BACKEND,2,UP,,
            r2,BACKEND,0,UP,,

            """,
            "0x55ce2ca99500 a.test r1\n\n");
    assertThat(seen)
        .isEqualTo(
            new Seen(
                "abc",
                Map.of(
                    "r1",
                    Map.of(
                        "p1", new Server("10.11.0.2:80", State.READY, 2),
                        "p2", new Server("10.11.0.3:80", State.DRAINING, 0),
                        "p3", new Server("10.11.0.4:80", State.MAINTENANCE, 0)),
                    "r2",
                    Map.of()),
                Map.of("a.test", "r1")));
  }

  @Test
  void findsWorkersOfBeforeAReloadToo() {
    assertThat(
            Proxy.processIds(
                """
                #<PID>          <type>          <reloads>       <uptime>        <version>
                23              master          1 [failed: 0]   0d00h00m02s     2.6.12
                # workers
                71              worker          0               0d00h00m01s     2.6.12
                # old workers
                26              worker          1               0d00h00m02s     2.6.12
                # programs
                """))
        .containsExactly("71", "26");
  }
}
