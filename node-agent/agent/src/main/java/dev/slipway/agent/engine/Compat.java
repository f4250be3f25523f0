package dev.slipway.agent.engine;

import com.github.dockerjava.api.model.Capability;
import java.util.List;
import java.util.regex.Pattern;

/** What the tier {@link Tier#COMPAT} allows beyond the restricted one. */
final class Compat {
  /**
   * Pod Security "baseline" without MKNOD: enough to change files' owners, to listen below 1024 and
   * to become another user, as entrypoints of common images do.
   */
  static final List<Capability> CAPABILITIES =
      List.of(
          Capability.AUDIT_WRITE,
          Capability.CHOWN,
          Capability.DAC_OVERRIDE,
          Capability.FOWNER,
          Capability.FSETID,
          Capability.KILL,
          Capability.NET_BIND_SERVICE,
          Capability.SETFCAP,
          Capability.SETGID,
          Capability.SETPCAP,
          Capability.SETUID,
          Capability.SYS_CHROOT);

  private static final String NUMBER = "(0|[1-9][0-9]{0,5})";
  private static final String NAME = "[a-z_][a-z0-9_-]{0,31}";
  private static final Pattern USER =
      Pattern.compile("(%s|%s)(:(%s|%s))?".formatted(NUMBER, NAME, NUMBER, NAME));

  private Compat() {}

  static boolean isUser(String user) {
    return USER.matcher(user).matches();
  }
}
