package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RestrictedTest {
  private static final ContainerSpec.Limits LIMITS =
      new ContainerSpec.Limits(250, 128 << 20, 64, 16 << 20);

  private static ContainerSpec spec(ContainerSpec.Attachment attachment) {
    return new ContainerSpec(
        "slp-web-1-abcdef",
        "registry.internal/acme/web@sha256:" + "a".repeat(64),
        Map.of(Labels.POD, "pod"),
        List.of("/web", "--port", "8080"),
        Map.of("PORT", "8080", "GREETING", "a b=c"),
        "10001:10001",
        LIMITS,
        attachment);
  }

  /**
   * What is sent, to the letter: a change of the policy has to change a file that a reviewer sees.
   */
  @Test
  void sendsExactlyThisForAMember() throws Exception {
    assertThat(sent(spec(new ContainerSpec.Joined("slp-web-1-abcdef"))))
        .isEqualTo(golden("member"));
  }

  @Test
  void sendsExactlyThisForASandbox() throws Exception {
    assertThat(
            sent(
                spec(
                    new ContainerSpec.Bridged(
                        "slp-net",
                        "10.11.3.7",
                        "slp-web-1-abcdef",
                        List.of("10.11.3.1"),
                        List.of("production.sample.internal")))))
        .isEqualTo(golden("sandbox"));
  }

  private static String sent(ContainerSpec spec) throws Exception {
    var sent = new AtomicReference<CreateContainerCmd>();
    Restricted.fill(
            new CreateContainerCmdImpl(
                command -> {
                  sent.set(command);
                  return new CreateContainerResponse();
                },
                null,
                spec.image()),
            spec)
        .exec();
    var json =
        new ObjectMapper()
            .configure(SerializationFeature.INDENT_OUTPUT, true)
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .setDefaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL));
    // Through a map: the order of fields is the library's business.
    return json.writeValueAsString(json.readValue(json.writeValueAsString(sent.get()), Map.class))
        + "\n";
  }

  private static String golden(String name) throws Exception {
    try (var file =
        Objects.requireNonNull(RestrictedTest.class.getResourceAsStream(name + ".json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
