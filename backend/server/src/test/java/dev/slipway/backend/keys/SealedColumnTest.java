package dev.slipway.backend.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.testing.DatabaseTest;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No ciphertext is left out of a rotation. */
@DatabaseTest
class SealedColumnTest {
  @Autowired Db db;
  @Autowired SealedRepository sealed;

  @Test
  void everyColumnOfBytesIsKnownAsCiphertextOrAsSomethingElse() {
    var known = new TreeSet<>(SealedColumn.OTHERS);
    Stream.concat(SealedColumn.OF_ORGANIZATIONS.stream(), SealedColumn.OF_PLATFORM.stream())
        .filter(column -> !column.base64())
        .forEach(column -> known.add(column.table() + "." + column.column()));
    List<String> all =
        db.system()
            .sql(
                """
                select table_name || '.' || column_name from information_schema.columns
                 where table_schema = 'public' and data_type = 'bytea' and column_name not like '%hash%'
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(known)
        .as("add it to SealedColumn, or a rotation makes it unreadable")
        .containsAll(all);
  }

  @Test
  void everyContextIsAnExpressionOfItsTable() {
    byte[] mark = {1, 0, 0, 0, 0};
    SealedColumn.OF_ORGANIZATIONS.forEach(column ->
        assertThat(sealed.old(column, new OrganizationId(new UUID(0, 1)), mark, 1)).isEmpty());
    SealedColumn.OF_PLATFORM.forEach(
        column -> assertThat(sealed.old(column, null, mark, 0)).isEmpty());
  }

  @Test
  void everyCiphertextMayBeRenewed() {
    Stream.concat(SealedColumn.OF_ORGANIZATIONS.stream(), SealedColumn.OF_PLATFORM.stream())
        .forEach(column ->
            assertThatCode(() ->
                    db.system()
                        .sql(
                            "update %1$s set %2$s = %2$s where false"
                                .formatted(column.table(), column.column()))
                        .update())
                .as("%s.%s", column.table(), column.column())
                .doesNotThrowAnyException());
  }
}
