package dev.slipway.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The cluster's PostgreSQL, asked as its administrator. */
final class Database {
  private static final String URL =
      "jdbc:postgresql://127.0.0.1:5432/slipway?user=postgres&connectTimeout=3&socketTimeout=10";

  private Database() {}

  /** The rows as texts; null becomes an empty one. */
  static List<List<String>> rows(String sql) {
    try (Connection connection = DriverManager.getConnection(URL);
        var statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String text = found.getString(i);
          row.add(text == null ? "" : text);
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String one(String sql) {
    return rows(sql).getFirst().getFirst();
  }

  static long number(String sql) {
    return Long.parseLong(one(sql));
  }
}
