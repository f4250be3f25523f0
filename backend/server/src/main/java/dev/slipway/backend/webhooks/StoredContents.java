package dev.slipway.backend.webhooks;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.webhooks.ContentRepository.Content;
import dev.slipway.backend.webhooks.ContentRepository.NewContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was in a delivery, as far as it was kept. */
@Component
class StoredContents {
  private final ContentRepository contents;
  private final Contents seals;

  StoredContents(ContentRepository contents, Contents seals) {
    this.contents = contents;
    this.seals = seals;
  }

  /**
   * @param all by their rows, which are there already
   */
  void keep(Map<UUID, Arrived> all) {
    Map<OrganizationId, List<UUID>> rows =
        all.keySet().stream()
            .collect(groupingBy(row -> requireNonNull(all.get(row)).organization()));
    var sealed = new ArrayList<NewContent>();
    rows.forEach((organization, its) -> sealed.addAll(sealed(organization, its, all)));
    if (!sealed.isEmpty()) {
      contents.insert(sealed);
    }
  }

  private List<NewContent> sealed(
      OrganizationId organization, List<UUID> rows, Map<UUID, Arrived> all) {
    Map<UUID, byte[]> bodies = new HashMap<>();
    rows.forEach(row -> {
      byte[] body = requireNonNull(all.get(row)).packed().body();
      if (body != null) {
        bodies.put(row, body);
      }
    });
    Map<UUID, byte[]> sealed = seals.seal(organization, bodies);
    return rows.stream()
        .map(row -> {
          Map<String, String> headers = requireNonNull(all.get(row)).packed().headers();
          return new NewContent(organization, row, new Content(headers, sealed.get(row)));
        })
        .toList();
  }

  Optional<Delivered> read(OrganizationId organization, UUID delivery) {
    return contents
        .find(organization, delivery)
        .flatMap(content ->
            Optional.ofNullable(content.body())
                .map(body -> seals.open(organization, delivery, body))
                .map(body -> Contents.delivered(content.headers(), body)));
  }
}
