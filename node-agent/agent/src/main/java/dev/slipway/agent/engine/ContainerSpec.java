package dev.slipway.agent.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be said about a container. There is no field for what a tenant must not have:
 * capabilities, mounts of the machine's own, published ports, more rights. The engine adds the
 * restricted policy to every one.
 *
 * @param user numeric uid:gid, both at least 10000; whom the image names when its policy is compat
 * @param command empty: the image's own
 * @param environment values may be secrets
 */
public record ContainerSpec(
    String name,
    String image,
    Map<String, String> labels,
    List<String> command,
    Map<String, String> environment,
    String user,
    Limits limits,
    Attachment attachment,
    List<Mount> mounts,
    Policy policy) {
  public ContainerSpec {
    labels = Map.copyOf(labels);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
    boolean fits =
        policy.tier() == Tier.COMPAT
            ? Compat.isUser(user)
            : user.matches("[1-9][0-9]{4,5}:[1-9][0-9]{4,5}");
    if (!fits) {
      throw new IllegalArgumentException("A container needs a numeric user of at least 10000.");
    }
  }

  /** One that mounts nothing. */
  public ContainerSpec(
      String name,
      String image,
      Map<String, String> labels,
      List<String> command,
      Map<String, String> environment,
      String user,
      Limits limits,
      Attachment attachment) {
    this(
        name,
        image,
        labels,
        command,
        environment,
        user,
        limits,
        attachment,
        List.of(),
        Policy.USUAL);
  }

  /** The same under another policy, run by this user. */
  public ContainerSpec under(Policy other, String another) {
    return new ContainerSpec(
        name, image, labels, command, environment, another, limits, attachment, mounts, other);
  }

  /** The same with these mounts, and labels that tell of them. */
  public ContainerSpec mounting(List<Mount> mounted, Map<String, String> telling) {
    var all = new HashMap<>(labels);
    all.putAll(telling);
    return new ContainerSpec(
        name, image, all, command, environment, user, limits, attachment, mounted, policy);
  }

  /** Says no values: they may be secrets. */
  @Override
  public String toString() {
    return "ContainerSpec[" + name + ", " + image + "]";
  }

  /** Upper bounds, all above zero; temporaryBytes is the size of /tmp. */
  public record Limits(int cpuMillis, long memoryBytes, int pids, long temporaryBytes) {
    public Limits {
      if (cpuMillis <= 0 || memoryBytes <= 0 || pids <= 0 || temporaryBytes <= 0) {
        throw new IllegalArgumentException("A container needs a limit for each resource.");
      }
    }
  }

  /** How it reaches the network. */
  public sealed interface Attachment {}

  /** A network namespace of its own in a bridge network, at a fixed address. */
  public record Bridged(
      String network,
      String address,
      String hostname,
      List<String> nameservers,
      List<String> searchDomains)
      implements Attachment {}

  /** A network namespace of its own with nothing in it: the agent plugs it in. */
  public record Unplugged(String hostname) implements Attachment {}

  /** The namespace another container holds. */
  public record Joined(String container) implements Attachment {}
}
