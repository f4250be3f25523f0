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
import org.springframework.web.service.annotation.PostExchange;

/**
 * Invitations to an organization: links that work once, until they expire or are revoked, and only
 * as long as who made them may still give that role.
 */
@HttpExchange("/api/v1")
public interface InvitationsApi {
  /** Those that can still be used, newest first. */
  @GetExchange("/organizations/{organization}/invitations")
  List<InvitationView> list(@PathVariable UUID organization);

  /** Never above the caller's own role. */
  @PostExchange("/organizations/{organization}/invitations")
  @ResponseStatus(HttpStatus.CREATED)
  NewInvitationView create(@PathVariable UUID organization, @RequestBody CreateInvitation request);

  @DeleteExchange("/organizations/{organization}/invitations/{invitation}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable UUID organization, @PathVariable UUID invitation);

  /** What the link is to. Unknown, used, revoked and expired ones get the same answer. */
  @PostExchange("/invitations/look")
  InvitedView look(@RequestBody InvitationCode code);

  /** Joins as who one is: signed in, or with a personal token without scopes. */
  @PostExchange("/invitations/accept")
  JoinedView accept(@RequestBody InvitationCode code);

  /** Joins with a new account. */
  @PostExchange("/invitations/join")
  @ResponseStatus(HttpStatus.CREATED)
  JoinedView join(@RequestBody JoinWithAccount request);
}
