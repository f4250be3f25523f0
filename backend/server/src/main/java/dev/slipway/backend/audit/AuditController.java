package dev.slipway.backend.audit;

import static dev.slipway.backend.security.Permission.AUDIT_READ;

import dev.slipway.api.Page;
import dev.slipway.api.audit.AuditApi;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditFormat;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.api.audit.AuditVerificationView;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.AuditedRead;
import dev.slipway.backend.security.Authorizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController implements AuditApi {
  private final Authorizer authorizer;
  private final AuditReading reading;
  private final AuditExport export;
  private final AuditVerification verification;

  AuditController(
      Authorizer authorizer,
      AuditReading reading,
      AuditExport export,
      AuditVerification verification) {
    this.authorizer = authorizer;
    this.reading = reading;
    this.export = export;
    this.verification = verification;
  }

  @Override
  public Page<AuditEntryView> search(
      UUID organization, AuditQuery query, @Nullable String after, int limit) {
    return reading.page(enter(organization), query, after, limit);
  }

  @Override
  public AuditVerificationView verify(UUID organization) {
    return verification.verify(enter(organization));
  }

  @Override
  @AuditedRead("audit.export")
  public void export(UUID organization, AuditQuery query, AuditFormat format, OutputStream out)
      throws IOException {
    export.write(() -> enter(organization), query, format, out);
  }

  @Override
  public Page<AuditEntryView> platform(AuditQuery query, @Nullable String after, int limit) {
    authorizer.requireOperator();
    return reading.page(Chain.PLATFORM, query, after, limit);
  }

  @Override
  public List<AuditVerificationView> verifyAll() {
    authorizer.requireOperator();
    return verification.all().stream()
        .map(chain -> verification.verify(new Chain(chain, true)))
        .toList();
  }

  private Chain enter(UUID organization) {
    return Chain.of(
        authorizer.organization(new OrganizationId(organization), AUDIT_READ).organization());
  }
}
