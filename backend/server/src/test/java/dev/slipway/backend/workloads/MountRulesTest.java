package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Mount;
import dev.slipway.backend.kernel.Problem;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountRulesTest {
  private static final long MEBIBYTE = 1L << 20;

  private static List<Mount> checked(Mount... mounts) {
    return SpecRules.complete(Kind.WORKER, AppSpec.worker().withMounts(List.of(mounts))).mounts();
  }

  @Test
  void keepsWhatIsInOrder() {
    Mount[] mounts = {
      Mount.volume("data", "/data"),
      Mount.readOnlyVolume("media", "/srv/media"),
      Mount.secretFile("TLS_KEY", "/run/secrets/tls.key"),
      Mount.secretFile("LICENSE", "/etc/app/license"),
      Mount.temporary("/cache", 64 * MEBIBYTE, true)
    };
    assertThat(checked(mounts)).containsExactly(mounts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data",
        "/",
        "/data/",
        "//data",
        "/data/../etc",
        "/data/.",
        "/..",
        "/a b",
        "/a:b",
        "/a,b",
        "/a\nb",
        "/d\u00e4ta",
        "/proc",
        "/proc/1",
        "/sys/fs",
        "/dev/shm",
        "/run",
        "/run/docker.sock",
        "/run/secrets",
        "/var/run/docker.sock",
        "/tmp",
        "/tmp/x",
        "/etc",
        "/etc/passwd",
        "/etc/resolv.conf"
      })
  void refusesPathsThatAreNotTheAppsOwn(String path) {
    assertRefused(Mount.volume("data", path));
  }

  static Stream<List<Mount>> refused() {
    return Stream.of(
        Collections.nCopies(21, Mount.volume("data", "/data")),
        IntStream.range(0, 21).mapToObj(i -> Mount.volume("v" + i, "/v" + i)).toList(),
        List.of(Mount.volume("a", "/data"), Mount.volume("b", "/data")),
        List.of(Mount.volume("a", "/data"), Mount.temporary("/data/cache", 16 * MEBIBYTE, false)),
        List.of(Mount.volume("a", "/data"), Mount.volume("a", "/other")),
        List.of(Mount.volume("../a", "/data")),
        List.of(new Mount(Mount.Kind.VOLUME, "/data", null, false, null, false)),
        List.of(new Mount(Mount.Kind.VOLUME, "/data", "a", false, 5L, false)),
        List.of(new Mount(Mount.Kind.SECRET_FILE, "/key", "A B", true, null, false)),
        List.of(new Mount(Mount.Kind.TEMPORARY, "/cache", "a", false, 16 * MEBIBYTE, false)),
        List.of(Mount.temporary("/cache", 0, true)),
        List.of(Mount.temporary("/cache", 513 * MEBIBYTE, true)),
        List.of(Mount.temporary("/cache", Long.MAX_VALUE, false)));
  }

  @ParameterizedTest
  @MethodSource
  void refused(List<Mount> mounts) {
    assertRefused(mounts.toArray(Mount[]::new));
  }

  private static void assertRefused(Mount... mounts) {
    assertThatThrownBy(() -> checked(mounts))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("validation-failed"));
  }
}
