package io.kalends.testing;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Databases for tests, copied from a template in the background before a test asks for one, and
 * dropped in the background after it.
 */
final class DatabaseCopies {
  private static final int AHEAD = 4;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<String, DatabaseCopies> BY_TEMPLATE = new ConcurrentHashMap<>();
  private static final BlockingQueue<String> DROPS = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform().daemon().name("drop databases").start(DatabaseCopies::dropAll);
  }

  private final BlockingQueue<String> ready = new ArrayBlockingQueue<>(AHEAD);
  private final String template;
  private volatile @Nullable RuntimeException failure;

  private DatabaseCopies(String template) {
    this.template = template;
    Thread.ofPlatform().daemon().name("copies of " + template).start(this::copyAll);
  }

  /** The name of a fresh copy, for one test or one class. */
  static String take(String template) {
    return BY_TEMPLATE.computeIfAbsent(template, DatabaseCopies::new).take();
  }

  /** The database is needed no more; connections to it are ended. */
  static void giveBack(String name) {
    DROPS.add(name);
  }

  private String take() {
    try {
      String name = ready.take();
      if (name.isEmpty()) {
        ready.add(name);
        throw new IllegalStateException("no copy of " + template, failure);
      }
      return name;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void copyAll() {
    // FILE_COPY writes almost no WAL and is the faster way with fsync off; 14 has no other.
    String strategy = PostgresServer.version() < 15 ? "" : " strategy file_copy";
    try {
      while (true) {
        int number = NUMBER.incrementAndGet();
        String name = "test_" + number;
        PostgresServer.shared()
            .execute(
                "create database %s template %s owner %s%s"
                    .formatted(name, template, PostgresServer.OWNER, strategy));
        if (template.equals(InstalledTemplate.NAME)) {
          PostgresServer.shared().executeIn(name, StepNumbers.apart());
        }
        ready.put(name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
      ready.clear();
      ready.add("");
    }
  }

  private static void dropAll() {
    try {
      while (true) {
        String name = DROPS.take();
        try {
          PostgresServer.shared().execute("drop database if exists " + name + " with (force)");
        } catch (IllegalStateException e) {
          // A prepared transaction or a replication slot keeps it; it goes with the server.
          System.err.println("not dropped: " + name + ": " + e.getCause());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
