package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenContentsTest {
  private static final UUID APP = UUID.fromString("01990000-0000-7000-8000-000000000000");

  private static Pod pod(AppSpec spec, String external) {
    Pod.Builder pod = Pod.newBuilder();
    TokenContents.into(pod, spec, APP, URI.create(external));
    return pod.build();
  }

  @Test
  void aPodFindsItsTokenAndTheAddressItIsFor() {
    Pod pod = pod(AppSpec.worker().withWorkloadToken(true), "https://slipway.example.com");
    assertThat(pod.getMountsList())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.getPath()).isEqualTo("/var/run/slipway");
          assertThat(mount.getReadOnly()).isTrue();
          assertThat(mount.getWhatCase()).isEqualTo(Mount.WhatCase.TOKEN);
        });
    assertThat(pod.getEnvironmentMap())
        .containsEntry("SLIPWAY_TOKEN_FILE", "/var/run/slipway/token")
        .containsEntry("SLIPWAY_APP_ID", APP.toString())
        .containsEntry("SLIPWAY_API", "https://slipway.example.com/api/v1");
  }

  @Test
  void nobodyGetsOneWithoutAsking() {
    assertThat(AppSpec.worker().workloadToken()).isFalse();
    assertThat(pod(AppSpec.worker(), "https://slipway.example.com"))
        .isEqualTo(Pod.getDefaultInstance());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://slipway.localhost"
      })
  void anAddressThatOnlyTheControlPlaneReachesIsNotTold(String external) {
    Pod pod = pod(AppSpec.worker().withWorkloadToken(true), external);
    assertThat(pod.getEnvironmentMap()).doesNotContainKey("SLIPWAY_API");
    assertThat(pod.getMountsCount()).isOne();
  }
}
