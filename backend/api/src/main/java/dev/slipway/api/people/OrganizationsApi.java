package dev.slipway.api.people;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Teams that share nothing. Whose they are, {@link MeApi} says. */
@HttpExchange("/api/v1/organizations")
public interface OrganizationsApi {
  /**
   * Who makes it owns it. For operators and for who owns one already; for everybody where the
   * platform's setting says so.
   */
  @PostExchange
  @ResponseStatus(HttpStatus.CREATED)
  OrganizationView create(@RequestBody CreateOrganization request);

  @GetExchange("/{organization}")
  OrganizationView organization(@PathVariable UUID organization);

  @PatchExchange("/{organization}")
  OrganizationView update(@PathVariable UUID organization, @RequestBody UpdateOrganization request);

  /**
   * Refused with a conflict while it has projects. Its name is never given away again. Needs a
   * recent proof.
   */
  @DeleteExchange("/{organization}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID organization);
}
