package io.kalends.drill;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wire between the program and the server that breaks once, at an instant that it was told: after
 * so many messages of the program, or at its COMMIT of this number, before the server hears of it
 * or after it, so that the program cannot know what has become of it. A new connection is whole.
 */
final class BreakingProxy implements AutoCloseable {

  /** When it breaks. */
  enum At {
    MESSAGE,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final ServerSocket door;
  private final RoundDatabase target;
  private final At at;
  private final AtomicLong left;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> deaf = ConcurrentHashMap.newKeySet();

  /**
   * @param count the number of the message, or of the COMMIT, at which all connections break
   */
  BreakingProxy(RoundDatabase target, At at, long count) {
    this.target = target;
    this.at = at;
    this.left = new AtomicLong(count);
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&sslmode=disable&gssEncMode=disable"
        .formatted(door.getLocalPort(), target.name(), "kalends");
  }

  boolean hasBroken() {
    return left.get() <= 0;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(target.server().host(), target.server().port());
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        Thread.ofPlatform().daemon().start(() -> forward(client, server));
        Thread.ofPlatform().daemon().start(() -> back(server, client));
      }
    } catch (IOException closed) {
      close();
    }
  }

  /** The program's messages, one by one: a letter, a length, a body; the first has no letter. */
  private void forward(Socket from, Socket to) {
    Map<String, String> prepared = new HashMap<>();
    try (DataInputStream in = new DataInputStream(from.getInputStream());
        OutputStream out = to.getOutputStream()) {
      byte[] hello = body(in);
      send(out, -1, hello);
      while (true) {
        int letter = in.readUnsignedByte();
        byte[] body = body(in);
        boolean breaks = isTheOne(letter, body, prepared);
        if (breaks && at == At.AFTER_COMMIT) {
          deaf.addAll(sockets);
          send(out, letter, body);
          send(out, 'S', new byte[0]);
          Pause.of(200); // until it has been done; what the server answers is lost
        } else if (!breaks) {
          send(out, letter, body);
        }
        if (breaks) {
          breakAll();
          return;
        }
      }
    } catch (IOException gone) {
      hangUp(from, to);
    }
  }

  private boolean isTheOne(int letter, byte[] body, Map<String, String> prepared) {
    if (letter == 'P') {
      String name = text(body, 0);
      prepared.put(name, text(body, name.length() + 1));
    }
    boolean counts =
        switch (at) {
          case MESSAGE -> true;
          case BEFORE_COMMIT, AFTER_COMMIT -> letter == 'E' && isCommit(prepared.get("bound"));
        };
    if (letter == 'B') {
      String portal = text(body, 0);
      prepared.put("bound", prepared.getOrDefault(text(body, portal.length() + 1), ""));
    }
    return counts && left.decrementAndGet() == 0;
  }

  private static boolean isCommit(String sql) {
    return sql != null && sql.strip().equalsIgnoreCase("COMMIT");
  }

  private static String text(byte[] body, int from) {
    int to = from;
    while (to < body.length && body[to] != 0) {
      to++;
    }
    return new String(body, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] body(DataInputStream in) throws IOException {
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return body;
  }

  private static void send(OutputStream out, int letter, byte[] body) throws IOException {
    byte[] message = new byte[body.length + (letter < 0 ? 4 : 5)];
    int at = 0;
    if (letter >= 0) {
      message[at++] = (byte) letter;
    }
    int length = body.length + 4;
    for (int shift = 24; shift >= 0; shift -= 8) {
      message[at++] = (byte) (length >> shift);
    }
    System.arraycopy(body, 0, message, at, body.length);
    out.write(message);
    out.flush();
  }

  private void back(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!deaf.contains(to)) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    } catch (IOException gone) {
      hangUp(from, to);
    }
    hangUp(from, to);
  }

  private void breakAll() {
    sockets.forEach(BreakingProxy::hangUp);
    sockets.clear();
  }

  private static void hangUp(Socket... sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is closed already
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // nobody can come in any more
    }
    breakAll();
  }
}
