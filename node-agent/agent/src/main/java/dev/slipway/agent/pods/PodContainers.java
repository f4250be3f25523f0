package dev.slipway.agent.pods;

import dev.slipway.agent.disk.PodImages;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.Policy;
import dev.slipway.agent.engine.Spare;
import dev.slipway.agent.engine.Tier;
import dev.slipway.protocol.Isolation;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a pod's containers are made of. Pure: the same pod always gives the same containers. */
final class PodContainers {
  static final String SANDBOX = "sandbox";
  static final String APP = "app";

  /** Whom programs run as when their image does not name a harmless number. */
  private static final String NOBODY = "10001:10001";

  private static final String SANDBOX_USER = "65535:65535";
  private static final Pattern NUMERIC = Pattern.compile("([1-9][0-9]{4,5})(?::([0-9]{1,6}))?");
  private static final ContainerSpec.Limits SANDBOX_LIMITS =
      new ContainerSpec.Limits(100, 16L << 20, 16, 64L << 10);
  // Without it all of the pod is cut off.
  private static final Policy SANDBOX_POLICY = new Policy(Tier.RESTRICTED, OomScores.OF_SANDBOX);
  private static final long MOST_TEMPORARY = 256L << 20;

  private PodContainers() {}

  static String sandboxName(String podName) {
    return podName;
  }

  static String appName(String podName) {
    return podName + "-app";
  }

  static ContainerSpec sandbox(Pod pod, String image, String network, List<String> nameservers) {
    return sandbox(
        pod,
        image,
        new ContainerSpec.Bridged(
            network,
            pod.getAddress(),
            hostname(pod),
            nameservers,
            pod.getDnsSearch().isEmpty() ? List.of() : List.of(pod.getDnsSearch())));
  }

  /** The same without a network: the agent plugs it in. */
  static ContainerSpec sandbox(Pod pod, String image) {
    return sandbox(pod, image, new ContainerSpec.Unplugged(hostname(pod)));
  }

  private static ContainerSpec sandbox(Pod pod, String image, ContainerSpec.Attachment attachment) {
    return sandbox(sandboxName(pod.getName()), labels(pod, SANDBOX), image, attachment);
  }

  /** A sandbox for whichever pod comes next; so there is nothing of anybody in it. */
  static ContainerSpec spare(String id, String image) {
    return sandbox(
        Spare.PREFIX + id,
        Map.of(Labels.POD, Spare.POD, Labels.ROLE, Spare.ROLE),
        image,
        new ContainerSpec.Unplugged("pod-" + id));
  }

  private static ContainerSpec sandbox(
      String name, Map<String, String> labels, String image, ContainerSpec.Attachment attachment) {
    return new ContainerSpec(
            name,
            image,
            labels,
            List.of("/pause"),
            Map.of(),
            SANDBOX_USER,
            SANDBOX_LIMITS,
            attachment)
        .under(SANDBOX_POLICY, SANDBOX_USER);
  }

  static String hostname(Pod pod) {
    return pod.getHostname().isEmpty() ? pod.getName() : pod.getHostname();
  }

  /**
   * @param sandboxRun the run of the sandbox it joins, see {@link Instance}
   */
  static ContainerSpec app(Pod pod, String imageUser, String sandboxRun) {
    Map<String, String> labels = labels(pod, APP);
    labels.put(Labels.SANDBOX, sandboxRun);
    return new ContainerSpec(
        appName(pod.getName()),
        PodImages.main(pod),
        labels,
        pod.getCommandList(),
        Hostname.told(pod),
        user(imageUser),
        new ContainerSpec.Limits(
            Math.max(10, pod.getCpuMillis()),
            Math.max(8L << 20, pod.getMemoryBytes()),
            Math.max(8, pod.getPids()),
            Math.min(MOST_TEMPORARY, Math.max(8L << 20, pod.getMemoryBytes()))),
        new ContainerSpec.Joined(sandboxName(pod.getName())));
  }

  /** The image's own user if it is a number of at least 10000, which no machine gives to people. */
  static String user(String imageUser) {
    var matcher = NUMERIC.matcher(imageUser);
    if (!matcher.matches()) {
      return NOBODY;
    }
    String uid = matcher.group(1);
    String gid = matcher.group(2);
    return uid + ":" + (gid == null || gid.length() < 5 || gid.startsWith("0") ? uid : gid);
  }

  private static Map<String, String> labels(Pod pod, String role) {
    var labels = new HashMap<String, String>();
    labels.put(Labels.POD, pod.getId());
    labels.put(Labels.NAME, pod.getName());
    labels.put(Labels.ROLE, role);
    labels.put(Labels.APP, pod.getAppId());
    labels.put(Labels.ORGANIZATION, pod.getOrganizationId());
    labels.put(Labels.DEPLOYMENT, pod.getDeploymentId());
    labels.put(Labels.REVISION, pod.getRevisionId());
    labels.put(Labels.SPEC, digest(pod));
    return labels;
  }

  /** A volume may grow while it is mounted. */
  private static String mounts(Pod pod) {
    var text = new StringBuilder();
    for (Mount mount : pod.getMountsList()) {
      Mount fixed =
          mount.hasVolume()
              ? mount.toBuilder()
                  .setVolume(mount.getVolume().toBuilder().clearSizeBytes().clearExists())
                  .build()
              : mount;
      text.append(HexFormat.of().formatHex(fixed.toByteArray())).append('\n');
    }
    return text.toString();
  }

  /** Of what a running container cannot be changed in. Secrets go in only as part of a digest. */
  static String digest(Pod pod) {
    var text =
        String.join(
            "\n",
            PodImages.main(pod),
            pod.getCommandList().toString(),
            new TreeMap<>(pod.getEnvironmentMap()).toString(),
            pod.getNetworkId(),
            pod.getAddress(),
            pod.getCpuMillis() + " " + pod.getMemoryBytes() + " " + pod.getPids());
    if (pod.getIsolation() != Isolation.ISOLATION_RESTRICTED) {
      text += "\n" + pod.getIsolationValue();
    }
    if (pod.getMountsCount() > 0) {
      text += "\n" + mounts(pod);
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
