-- What a customer said of themselves beside messages, such as how to reach them, and the page they were on. JSON.
ALTER TABLE conversation ADD COLUMN details TEXT;
