package dev.slipway.backend.audit;

import static dev.slipway.backend.security.Permission.AUDIT_READ;

import dev.slipway.api.audit.AuditFormat;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AuditedRead;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The export over HTTP: as a file that is sent while it is read. */
@RestController
class AuditDownload {
  private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

  private final Authorizer authorizer;
  private final AuditExport export;

  AuditDownload(Authorizer authorizer, AuditExport export) {
    this.authorizer = authorizer;
    this.export = export;
  }

  @AuditedRead("audit.export")
  @GetMapping("/api/v1/organizations/{organization}/audit/export")
  ResponseEntity<StreamingResponseBody> download(
      @PathVariable UUID organization,
      @ModelAttribute AuditQuery query,
      @RequestParam(defaultValue = "ndjson") String format) {
    Chain _ = enter(organization);
    Principal reader = CurrentCaller.principal();
    AuditFormat wanted = format(format);
    AuditReading.check(query);
    String name = "audit-%s.%s".formatted(organization, wanted.name().toLowerCase(Locale.ROOT));
    return ResponseEntity.ok()
        .contentType(wanted == AuditFormat.CSV ? CSV : NDJSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(out -> export.write(() -> enter(reader, organization), query, wanted, out));
  }

  private Chain enter(UUID organization) {
    return Chain.of(
        authorizer.organization(new OrganizationId(organization), AUDIT_READ).organization());
  }

  /** The file is written by a thread nobody has signed in on. */
  private Chain enter(Principal reader, UUID organization) {
    try {
      return CurrentCaller.as(reader, () -> enter(organization));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuditFormat format(String word) {
    return Arrays.stream(AuditFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("The format is ndjson or csv."));
  }
}
