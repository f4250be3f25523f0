package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;

/** Who belongs to an organization. Nobody touches, or makes, somebody above themselves. */
@HttpExchange("/api/v1/organizations/{organization}/members")
public interface MembersApi {
  /** From owners to viewers. */
  @GetExchange
  List<MemberView> list(@PathVariable UUID organization);

  /**
   * Who loses rights by it has to sign in again. Making and unmaking an owner needs a recent proof.
   */
  @PatchExchange("/{person}")
  MemberView change(
      @PathVariable UUID organization,
      @PathVariable UUID person,
      @RequestBody ChangeMember request);

  /** With one's own id: leaves. The last owner stays. Needs a recent proof. */
  @DeleteExchange("/{person}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID organization, @PathVariable UUID person);
}
