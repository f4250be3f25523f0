package dev.slipway.backend.webhooks;

import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.kernel.OrganizationId;
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

  Optional<Delivered> read(OrganizationId organization, UUID delivery) {
    return contents
        .find(organization, delivery)
        .flatMap(content ->
            Optional.ofNullable(content.body())
                .map(body -> seals.open(organization, delivery, body))
                .map(body -> Contents.delivered(content.headers(), body)));
  }
}
