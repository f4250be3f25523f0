package dev.slipway.api.audit;

import dev.slipway.api.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Who did what, and who was refused. What belongs to no organization, operators read. */
@HttpExchange("/api/v1")
public interface AuditApi {
  /** Newest first. */
  @GetExchange("/organizations/{organization}/audit")
  Page<AuditEntryView> search(
      @PathVariable UUID organization,
      @ModelAttribute AuditQuery query,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);

  /** Reads the whole chain and says whether it is as it was written. */
  @GetExchange("/organizations/{organization}/audit/verification")
  AuditVerificationView verify(@PathVariable UUID organization);

  /**
   * Oldest first, as long as it takes. Over HTTP: {@code GET
   * /api/v1/organizations/{organization}/audit/export?format=ndjson}, or {@code csv}.
   */
  void export(UUID organization, AuditQuery query, AuditFormat format, OutputStream out)
      throws IOException;

  /** Of the platform itself: sign-ins, nodes, set-up. Newest first. */
  @GetExchange("/audit")
  Page<AuditEntryView> platform(
      @ModelAttribute AuditQuery query,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);

  /** Every chain of this installation; those of organizations without saying what is in them. */
  @GetExchange("/audit/verification")
  List<AuditVerificationView> verifyAll();
}
