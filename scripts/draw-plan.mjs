// Draws a floor plan as a grey PNG. Its words are pixels and not text, as in a scan.
import { crc32, deflateSync } from "node:zlib";

const INK = 40;
const PAPER = 232;
const LETTER_COLUMNS = 5;
const LETTER_ROWS = 7;

/**
 * @param plan see handbook-plan.json; each letter has five columns, written as bytes in hex; the lowest bit is the top
 * row
 */
export function drawPlan({ width, height, title, rooms, font }) {
  const picture = { width, height, font, pixels: new Uint8Array(width * height).fill(PAPER) };
  write(picture, title, { x: 20, y: 18, scale: 3 });
  for (const room of rooms) {
    outline(picture, room);
    for (const [line, text] of room.lines.entries())
      write(picture, text, { x: room.x + 14, y: room.y + 18 + line * 30, scale: 2 });
  }
  return toPng(picture);
}

function fill({ pixels, width }, { x, y, columns, rows }) {
  for (let row = y; row < y + rows; row++) pixels.fill(INK, row * width + x, row * width + x + columns);
}

function outline(picture, { x, y, width, height }) {
  fill(picture, { x, y, columns: width, rows: 3 });
  fill(picture, { x, y: y + height - 3, columns: width, rows: 3 });
  fill(picture, { x, y, columns: 3, rows: height });
  fill(picture, { x: x + width - 3, y, columns: 3, rows: height });
}

function write(picture, text, { x, y, scale }) {
  for (const [index, letter] of [...text].entries()) {
    const columns = Buffer.from(picture.font[letter] ?? "", "hex");
    const left = x + index * (LETTER_COLUMNS + 1) * scale;
    for (const [column, bits] of columns.entries())
      for (let row = 0; row < LETTER_ROWS; row++)
        if ((bits >> row) & 1)
          fill(picture, { x: left + column * scale, y: y + row * scale, columns: scale, rows: scale });
  }
}

function toPng({ width, height, pixels }) {
  // Each row begins with the number of its filter; 0 is none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const part = Buffer.alloc(body.length + 8);
  part.writeUInt32BE(data.length, 0);
  part.set(body, 4);
  part.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return part;
}
