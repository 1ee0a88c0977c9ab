Console.WriteLine("figure | measured | target");
