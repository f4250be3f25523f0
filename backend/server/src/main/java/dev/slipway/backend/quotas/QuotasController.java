package dev.slipway.backend.quotas;

import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;

import dev.slipway.api.Page;
import dev.slipway.api.quotas.OrganizationUsageView;
import dev.slipway.api.quotas.QuotaView;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.api.quotas.SetQuota;
import dev.slipway.api.quotas.UsagePoint;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QuotasController implements QuotasApi {
  private final Authorizer authorizer;
  private final QuotaService quotas;

  QuotasController(Authorizer authorizer, QuotaService quotas) {
    this.authorizer = authorizer;
    this.quotas = quotas;
  }

  @Override
  public QuotaView quota(UUID organization) {
    var id = new OrganizationId(organization);
    try {
      return quotas.view(authorizer.organization(id, ORGANIZATION_READ).organization());
    } catch (Problem stranger) {
      if (stranger.kind() != Problem.Kind.NOT_FOUND || !operator()) {
        throw stranger;
      }
      return quotas.view(id);
    }
  }

  @Override
  public QuotaView set(UUID organization, SetQuota request) {
    var id = new OrganizationId(organization);
    authorizer.requireOperator(id);
    authorizer.requireFresh();
    return quotas.set(authorizer.caller(), id, request);
  }

  @Override
  public Page<OrganizationUsageView> organizations(
      @Nullable String text, @Nullable String after, int limit) {
    authorizer.requireOperator();
    return quotas.organizations(text, after, limit);
  }

  @Override
  public List<UsagePoint> usage(UUID organization, @Nullable Instant from, @Nullable Instant to) {
    return quotas.usage(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ), from, to);
  }

  private boolean operator() {
    try {
      authorizer.requireOperator();
      return true;
    } catch (Problem _) {
      return false;
    }
  }
}
