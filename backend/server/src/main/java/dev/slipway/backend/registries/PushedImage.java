package dev.slipway.backend.registries;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag was pushed to the built-in registry.
 *
 * @param event the registry's own id of it: told twice, it counts once
 * @param by who signed in for it
 * @param build the build that pushed; null: somebody else
 * @param token the API token that pushed; null: something else
 */
record PushedImage(
    UUID event,
    String repository,
    String tag,
    String digest,
    String by,
    @Nullable UUID build,
    @Nullable UUID token) {
  static final String TOKEN = "token:";

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern BUILD = Pattern.compile("build:(" + ID.pattern() + ")");
  private static final Pattern BY_TOKEN = Pattern.compile(TOKEN + "(" + ID.pattern() + "):(.*)");
  private static final int LONGEST_NAME = 200;

  record Envelope(@Nullable List<@Nullable Event> events) {}

  record Event(
      @Nullable String id,
      @Nullable String action,
      @Nullable Target target,
      @Nullable Actor actor) {}

  record Target(@Nullable String repository, @Nullable String tag, @Nullable String digest) {}

  record Actor(@Nullable String name) {}

  /** Of what the registry tells: layers, pulls and deletions are passed over. */
  static List<PushedImage> read(Json json, String notification) {
    List<@Nullable Event> events = json.read(notification, Envelope.class).events();
    var pushed = new ArrayList<PushedImage>();
    if (events != null) {
      events.forEach(event -> of(event).ifPresent(pushed::add));
    }
    return pushed;
  }

  private static Optional<PushedImage> of(@Nullable Event event) {
    if (event == null || !"push".equals(event.action()) || event.target() == null) {
      return Optional.empty();
    }
    Target target = event.target();
    String id = event.id();
    String repository = target.repository();
    String tag = target.tag();
    String digest = target.digest();
    if (id == null
        || !ID.matcher(id).matches()
        || repository == null
        || !ImageName.isPath(repository)
        || tag == null
        || !ImageName.isTag(tag)
        || digest == null
        || !ImageName.isDigest(digest)) {
      return Optional.empty();
    }
    String actor =
        event.actor() == null || event.actor().name() == null ? "" : event.actor().name();
    var build = BUILD.matcher(actor);
    var token = BY_TOKEN.matcher(actor);
    String name = token.matches() ? token.group(2) : actor;
    return Optional.of(
        new PushedImage(
            UUID.fromString(id),
            repository,
            tag,
            digest,
            name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
            build.matches() ? UUID.fromString(build.group(1)) : null,
            token.matches() ? UUID.fromString(token.group(1)) : null));
  }
}
