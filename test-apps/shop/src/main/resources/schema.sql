CREATE TABLE IF NOT EXISTS products (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  price_cents integer NOT NULL CHECK (price_cents > 0),
  stock integer NOT NULL CHECK (stock >= 0)
);

CREATE TABLE IF NOT EXISTS users (
  name text PRIMARY KEY,
  password_hash text NOT NULL
);

CREATE TABLE IF NOT EXISTS orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer text NOT NULL,
  total_cents bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS order_lines (
  order_id bigint NOT NULL REFERENCES orders (id),
  product_id bigint NOT NULL REFERENCES products (id),
  quantity integer NOT NULL CHECK (quantity > 0),
  price_cents integer NOT NULL,
  PRIMARY KEY (order_id, product_id)
);

INSERT INTO products (id, name, price_cents, stock) VALUES
  (1, 'Espresso machine', 24900, 1000000000),
  (2, 'Coffee grinder', 8900, 1000000000),
  (3, 'Kettle', 4500, 1000000000),
  (4, 'Milk jug', 1890, 1000000000),
  (5, 'Tamper', 2490, 1000000000),
  (6, 'Filter papers', 390, 1000000000),
  (7, 'House blend, 1 kg', 1990, 1000000000),
  (8, 'Single origin, 250 g', 1290, 1000000000),
  (9, 'Decaf, 250 g', 1190, 1000000000),
  (10, 'Glass cups', 1590, 1000000000),
  (11, 'Scales', 3290, 1000000000),
  (12, 'Limited edition mug', 2190, 0)
ON CONFLICT DO NOTHING;

-- demo/demo and ada/lovelace, as io.sidelight.shop.store.Passwords writes them
INSERT INTO users (name, password_hash) VALUES
  ('demo', '80a6de7dd25502b88cb3c28f912b9fb6:48502a4209ddec0f9178062fbaa54e2781d718d57de6e0f8b61489165850b2fe'),
  ('ada', 'cea4d416ce613b876ec4877944fd4d02:ed4451bf0654b0f6612ba6dfce3b1e89f9dacf2b923dfcdebe5ef696fcaafac1')
ON CONFLICT DO NOTHING;
