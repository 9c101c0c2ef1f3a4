// A stand-alone SVG as a PNG of twice its size.

/** Draws `markup` at `scale` times its width and height in px. Rejects when the browser cannot draw it. */
export async function pngOf(markup: string, width: number, height: number, scale = 2): Promise<Blob> {
  const image = new Image(width, height);
  // A data address, because content policies allow those for pictures more often than blob ones.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives no canvas to draw the PNG on");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error(`the browser could not write a PNG of ${canvas.width} × ${canvas.height} px`);
  return blob;
}
