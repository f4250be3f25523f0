package dev.slipway.backend.members;

import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;
import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;

import dev.slipway.api.people.ChangeMember;
import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.MembersApi;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MembersController implements MembersApi {
  private final Authorizer authorizer;
  private final MemberService members;

  MembersController(Authorizer authorizer, MemberService members) {
    this.authorizer = authorizer;
    this.members = members;
  }

  @Override
  public List<MemberView> list(UUID organization) {
    return members.list(authorizer.organization(new OrganizationId(organization), MEMBERS_READ));
  }

  @Override
  public MemberView change(UUID organization, UUID person, ChangeMember request) {
    var scope = authorizer.organization(new OrganizationId(organization), MEMBERS_WRITE);
    return members.change(scope, new PersonId(person), request.role());
  }

  @Override
  public void remove(UUID organization, UUID person) {
    var scope = authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ);
    members.remove(scope, new PersonId(person));
  }
}
