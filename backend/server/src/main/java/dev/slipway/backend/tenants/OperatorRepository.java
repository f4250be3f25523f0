package dev.slipway.backend.tenants;

import dev.slipway.api.people.OperatorView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.signin.Email;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class OperatorRepository {
  private static final String LIST =
      """
      select id, name, email, id = :self as self from person where operator
       order by name, id
      """;

  private static final String ADD =
      "update person set operator = true where email = :email returning id";

  /** Whoever takes the right from somebody waits for others who do. */
  private static final String LOCK = "select id from person where operator order by id for update";

  /** Every sign-in made before is void. */
  private static final String REMOVE =
      "update person set operator = false, rights_epoch = rights_epoch + 1 where id = :id";

  private final Db db;

  OperatorRepository(Db db) {
    this.db = db;
  }

  List<OperatorView> list(PersonId self) {
    return db.system()
        .sql(LIST)
        .param("self", self.value())
        .query((row, _) ->
            new OperatorView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("self")))
        .list();
  }

  /** Empty when nobody has this address. */
  Optional<PersonId> add(Email email) {
    return db.system()
        .sql(ADD)
        .param("email", email.value())
        .query(UUID.class)
        .optional()
        .map(PersonId::new);
  }

  /** All of them, held for the rest of the transaction. */
  List<UUID> lock() {
    return db.system().sql(LOCK).query((row, _) -> row.getObject(1, UUID.class)).list();
  }

  void remove(PersonId person) {
    int _ = db.system().sql(REMOVE).param("id", person.value()).update();
  }
}
