// Placeholder, so that the project builds; replaced by the program itself.
Console.WriteLine("PlainGrains: nothing here yet.");
