package dev.slipway.backend.members;

import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;

import dev.slipway.api.people.CreateInvitation;
import dev.slipway.api.people.InvitationCode;
import dev.slipway.api.people.InvitationView;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.InvitedView;
import dev.slipway.api.people.JoinWithAccount;
import dev.slipway.api.people.JoinedView;
import dev.slipway.api.people.NewInvitationView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.ClientAddress;
import dev.slipway.backend.security.OrganizationScope;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvitationsController implements InvitationsApi {
  private final Authorizer authorizer;
  private final InvitationService invitations;
  private final Joining joining;

  InvitationsController(Authorizer authorizer, InvitationService invitations, Joining joining) {
    this.authorizer = authorizer;
    this.invitations = invitations;
    this.joining = joining;
  }

  @Override
  public List<InvitationView> list(UUID organization) {
    return invitations.list(
        authorizer.organization(new OrganizationId(organization), MEMBERS_READ));
  }

  @Override
  public NewInvitationView create(UUID organization, CreateInvitation request) {
    OrganizationScope scope = scope(organization);
    if (request.role().atLeast(Role.ADMIN)) {
      // As good as making somebody one.
      authorizer.requireFresh();
    }
    return invitations.create(scope, request);
  }

  @Override
  public void revoke(UUID organization, UUID invitation) {
    invitations.revoke(scope(organization), invitation);
  }

  @Override
  public InvitedView look(InvitationCode code) {
    return joining.look(code.code(), ClientAddress.current());
  }

  @Override
  public JoinedView accept(InvitationCode code) {
    return joining.accept(authorizer.self(), code.code(), ClientAddress.current());
  }

  @Override
  public JoinedView join(JoinWithAccount request) {
    return joining.join(request, ClientAddress.current());
  }

  private OrganizationScope scope(UUID organization) {
    return authorizer.organization(new OrganizationId(organization), MEMBERS_WRITE);
  }
}
