package com.example.jdbc;

import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * Hibernate over a proxy that logs, over a pool, over another proxy that logs, over the driver:
 * five layers that each have connections, statements and results of their own.
 */
public final class HibernateApp {
  private HibernateApp() {}

  @SuppressWarnings("deprecation") // What has a type is for entities only in 5.
  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDriverClassName("com.p6spy.engine.spy.P6SpyDriver");
    config.setJdbcUrl("jdbc:p6spy:h2:mem:shop;DB_CLOSE_DELAY=-1");
    config.setPoolName("shop");
    HikariDataSource pool = new HikariDataSource(config);
    SessionFactory factory =
        new MetadataSources(
                new StandardServiceRegistryBuilder()
                    .applySetting("hibernate.connection.datasource", new P6DataSource(pool))
                    .applySetting("hibernate.dialect", "org.hibernate.dialect.H2Dialect")
                    .build())
            .buildMetadata()
            .buildSessionFactory();
    try (Session session = factory.openSession()) {
      Transaction transaction = session.beginTransaction();
      session.createNativeQuery("CREATE TABLE products (id INT, name VARCHAR(20))").executeUpdate();
      for (int i = 0; i < 3; i++) {
        session
            .createNativeQuery("INSERT INTO products VALUES (:id, 'lamp')")
            .setParameter("id", i)
            .executeUpdate();
      }
      List<?> names = session.createNativeQuery("SELECT name FROM products").getResultList();
      transaction.commit();
      System.out.println("read " + names.size());
    }
    System.out.println("done");
    System.in.read();
  }
}
